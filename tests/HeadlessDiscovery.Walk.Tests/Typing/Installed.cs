namespace HeadlessDiscovery.Walk.Tests.Typing;

/// <summary>Programs that a machine may lack: where CI runs, they are there.</summary>
internal static class Installed
{
    public static void Need(string program)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.True(isThere, $"{program} is missing.");
        }

        Assert.SkipUnless(isThere, $"{program} is missing: apt-get install -y --no-install-recommends {program}");
    }
}
