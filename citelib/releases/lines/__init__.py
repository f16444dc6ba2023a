"""What each line of a release is: headline, date, label, paragraph of the text, furniture."""
