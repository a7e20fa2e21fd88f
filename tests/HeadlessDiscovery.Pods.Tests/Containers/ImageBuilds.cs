namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>Tests that compile inside containers run beside no other one: that one would wait for its processor.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ImageBuilds
{
    public const string Name = "image builds";
}
