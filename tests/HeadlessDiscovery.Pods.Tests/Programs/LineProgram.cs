namespace HeadlessDiscovery.Pods.Tests.Programs;

/// <summary>A program that does one line of its standard input after the other, says so after each, and ends with its input.</summary>
internal static class LineProgram
{
    /// <summary>Said once it serves, and after each line.</summary>
    public const string Done = "done";

    public static async Task<int> RunAsync(Action<string[]> command)
    {
        Console.WriteLine(Done);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            command(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            Console.WriteLine(Done);
        }

        return 0;
    }
}
