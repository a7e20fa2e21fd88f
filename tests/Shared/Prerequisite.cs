namespace HeadlessDiscovery.Tests;

/// <summary>What a test needs of the machine: without it the test is skipped, and in CI it fails.</summary>
internal static class Prerequisite
{
    /// <param name="problem">What is missing, and how to get it; null where nothing is.</param>
    public static void Require(string? problem)
    {
        if (problem is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(problem);
        }

        Assert.Skip(problem);
    }

    /// <summary>A program by its name, and the package of Debian that has it.</summary>
    public static void RequireProgram(string program, string package) =>
        Require(Find(program) is null ? $"{program} is not installed. To run this test: apt-get install -y --no-install-recommends {package}" : null);

    /// <summary>The path of a program; null without it.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(["/usr/local/sbin", "/usr/sbin", "/sbin"]) // The PATH of an ordinary user lacks the folders where Debian puts servers.
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
