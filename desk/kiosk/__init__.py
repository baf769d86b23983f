"""The kiosk: a citizen takes a number in two touches, or checks in an appointment."""
