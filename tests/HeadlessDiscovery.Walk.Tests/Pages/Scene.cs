namespace HeadlessDiscovery.Walk.Tests.Pages;

/// <summary>Where a block of commands is typed.</summary>
internal enum Scene
{
    /// <summary>It is no block of commands.</summary>
    None,

    /// <summary>In the clone that was built, by the table of <see cref="Clone.TypedLine"/>. What a block has that says nothing else.</summary>
    Clone,

    /// <summary>In a copy of the clone, because it writes there.</summary>
    Copy,

    /// <summary>Beside a cluster that the testing kit plays, with a stand-in for <c>kubectl</c>.</summary>
    Cluster,

    /// <summary>In the folder of the application of getting-started.</summary>
    Sample,

    /// <summary>In the order of the page, from the clone on.</summary>
    Walk,
}
