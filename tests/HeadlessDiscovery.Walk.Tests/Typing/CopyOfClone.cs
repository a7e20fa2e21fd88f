using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Walk.Tests.Typing;

/// <summary>The files of the clone as they are now, without what was built of them.</summary>
internal static class CopyOfClone
{
    private static readonly HashSet<string> Built = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "StrykerOutput", ".git", ".vs", ".idea"];

    public static string In(string folder)
    {
        var copy = Path.Combine(folder, "HeadlessDiscovery");
        Copy(new DirectoryInfo(Repository.Root), copy);
        return copy;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.GetDirectories().Where(folder => !Built.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
