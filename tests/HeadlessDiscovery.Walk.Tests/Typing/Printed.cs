namespace HeadlessDiscovery.Walk.Tests.Typing;

/// <summary>What typed lines printed, and how they ended.</summary>
internal sealed record Printed(string Script, int ExitCode, string Output, string Error)
{
    public Printed Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"It should have ended with {exitCode}.\n{this}");
        return this;
    }

    public Printed Says(string text)
    {
        Assert.True(Output.Contains(text, StringComparison.Ordinal), $"It should have said '{text}'.\n{this}");
        return this;
    }

    public override string ToString() => $"{Script}\nended with {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
