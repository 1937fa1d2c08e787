namespace Worker;

/// <summary>The mail server could not be reached.</summary>
internal sealed class MailException(string message) : Exception(message);
