namespace HeadlessDiscovery.RealDns.Tests.Servers;

/// <summary>The largest UDP answer that a server gives to a question that offers 1232 bytes by EDNS.</summary>
public enum Datagram
{
    /// <summary>1232 bytes, what every one of them gives as it comes.</summary>
    Usual,

    /// <summary>512 bytes, as before EDNS.</summary>
    Small,
}
