using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>Where things are in a clone.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string path = "") => path;
}
