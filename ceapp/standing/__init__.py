"""What each license still needs: rows turned into values of the heart, and its pages."""
