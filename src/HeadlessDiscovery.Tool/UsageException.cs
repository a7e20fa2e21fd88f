namespace HeadlessDiscovery.Tool;

/// <summary>The arguments cannot be used; the message says what would be right. Ends with <see cref="ExitCode.WrongUsage"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);
