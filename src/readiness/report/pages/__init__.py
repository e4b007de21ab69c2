"""What each report says, whatever its layout."""
