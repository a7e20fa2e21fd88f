namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>A server that did not come up; the message has what it wrote.</summary>
internal sealed class ServerEndedException(string message) : Exception(message);
