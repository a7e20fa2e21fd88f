using System.Text;
using System.Text.Json;
using HeadlessDiscovery.Tool.Hosting;
using HeadlessDiscovery.Tool.Resolving;

namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>One run of the tool in this process, with what it wrote.</summary>
internal sealed class ToolRun
{
    public required int ExitCode { get; init; }

    public required byte[] Bytes { get; init; }

    public required string Error { get; init; }

    public string Output => Encoding.UTF8.GetString(Bytes);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<ToolRun> Of(FakeResolvers resolvers, params string[] arguments) => new Terminal().RunAsync(resolvers, arguments);

    /// <summary>Every line as a document: strict JSON, and nothing but objects.</summary>
    public JsonElement[] Objects()
    {
        Assert.True(Bytes.Length == 0 || Bytes[0] == (byte)'{', "Standard output must be JSON from its first byte.");
        Assert.True(Bytes.Length == 0 || Bytes[^1] == (byte)'\n', "The last line must end.");
        var objects = Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        NonEmpty.All(objects, json =>
        {
            Assert.Equal(JsonValueKind.Object, json.ValueKind);
            Assert.Equal("v", json.EnumerateObject().First().Name);
            Assert.Equal(1, json.GetProperty("v").GetInt32());
        });
        foreach (var line in Lines)
        {
            CliSchema.Validate(line);
        }

        return objects;
    }

    /// <summary>What the process would be in.</summary>
    internal sealed class Terminal
    {
        public bool IsRedirected { get; init; } = true;

        public bool IsInputRedirected { get; init; }

        public Encoding Encoding { get; init; } = new UTF8Encoding(false);

        /// <summary>Columns and lines.</summary>
        public (int Width, int Height) Size { get; init; } = (80, 24);

        public Dictionary<string, string> Variables { get; init; } = new() { ["TERM"] = "xterm-256color" };

        /// <summary>The safety net: a run that hangs fails.</summary>
        public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

        public static Terminal ForMinutes(int minutes) => new() { Patience = TimeSpan.FromMinutes(minutes) };

        /// <summary>One that somebody watches, for the demo.</summary>
        public static Terminal Watched(int width, int height) => new() { IsRedirected = false, Patience = TimeSpan.FromMinutes(3), Size = (width, height) };

        public TimeProvider Time { get; init; } = TimeProvider.System;

        /// <summary>What stands on standard input.</summary>
        public string Input { get; init; } = string.Empty;

        /// <summary>What is read in place of <see cref="Input"/>.</summary>
        public Stream? InputStream { get; init; }

        /// <summary>Set to let a test press Ctrl+C.</summary>
        public Interruption Interruption { get; } = new();

        public async Task<ToolRun> RunAsync(IResolverSource resolvers, params string[] arguments)
        {
            var output = new MemoryStream();
            var error = new StringWriter();
            using var host = new ToolHost
            {
                Output = new OutputStream(output),
                Error = error,
                Input = () => InputStream ?? new MemoryStream(Encoding.UTF8.GetBytes(Input)),
                IsInputRedirected = IsInputRedirected,
                IsOutputRedirected = IsRedirected,
                Encoding = Encoding,
                Width = () => Size.Width,
                Height = () => Size.Height,
                Variable = name => Variables.GetValueOrDefault(name),
                Resolvers = resolvers,
                Interruption = Interruption,
                Time = Time,
            };
            var exitCode = await Application.RunAsync(arguments, host).WaitAsync(Patience);
            return new ToolRun { ExitCode = exitCode, Bytes = output.ToArray(), Error = error.ToString() };
        }
    }
}
