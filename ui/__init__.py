"""The window: draws what the desk says and takes gestures; decides nothing."""
