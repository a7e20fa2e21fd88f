namespace HeadlessDiscovery.Faults.Tests.Lasting.World;

/// <summary>What a query is about.</summary>
internal enum QueryKind
{
    /// <summary>The addresses of the service, or of a candidate of the search list.</summary>
    Set,

    /// <summary>The own name of an endpoint.</summary>
    OwnName,

    /// <summary>SRV records.</summary>
    Srv,
}
