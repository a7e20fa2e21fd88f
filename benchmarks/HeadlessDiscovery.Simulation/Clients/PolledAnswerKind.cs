namespace HeadlessDiscovery.Simulation.Clients;

internal enum PolledAnswerKind
{
    Found,

    /// <summary>NXDOMAIN, or no address.</summary>
    Nobody,

    /// <summary>SERVFAIL, REFUSED, a closed port, or silence.</summary>
    Error,
}
