"""The servers that this service is measured beside, each as its best user would write it."""
