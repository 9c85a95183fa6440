"""The servers that this service is compared with, each as an expert would write it."""
