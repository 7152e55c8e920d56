"""The demo account: a person with two licenses and a log that shows what the app can say."""
