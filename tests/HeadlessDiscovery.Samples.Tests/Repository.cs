using System.Runtime.CompilerServices;

namespace HeadlessDiscovery.Samples.Tests;

/// <summary>Where things are in a clone.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The pages that people read, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.GetFiles(Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md")).Concat(Directory.GetFiles(Path.Combine(Root, "docs", "ko"), "*.md"))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The pages inside the packages.</summary>
    public static IReadOnlyList<string> PackagePages { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => $"src/{Path.GetFileName(folder)}/PACKAGE.md").Where(page => File.Exists(Path.Combine(Root, page))).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The built sample, of the configuration that these tests were built with.</summary>
    public static string Sample(string name)
    {
        var framework = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var configuration = Path.GetFileName(Path.GetDirectoryName(framework))!;
        return Path.Combine(Root, "docs", "samples", name, "bin", configuration, Path.GetFileName(framework), name + ".dll");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
