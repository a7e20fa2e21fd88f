namespace HeadlessDiscovery.ServiceDiscovery.Tests;

/// <summary>Which of the two lines an application has first.</summary>
public enum Order
{
    /// <summary>AddServiceDiscovery(), then this package.</summary>
    DiscoveryFirst,

    /// <summary>This package, then AddServiceDiscovery().</summary>
    PeersFirst,
}
