namespace HeadlessDiscovery.AspNetCore.Serving;

/// <summary>The format in which the page is returned.</summary>
internal enum PageForm
{
    /// <summary>application/json.</summary>
    Json,

    /// <summary>text/html.</summary>
    Html,

    /// <summary>text/event-stream.</summary>
    Events,
}
