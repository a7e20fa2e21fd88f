using System.Runtime.InteropServices;
using HeadlessDiscovery.Tool.Text;
using Microsoft.Win32.SafeHandles;

namespace HeadlessDiscovery.Tool.Hosting;

/// <summary>The host of a real process: its standard streams, its terminal and its signals.</summary>
internal static class ProcessHost
{
    private const string Term = "TERM";
    private const int LastStandardStream = 2;

    public static ToolHost Create()
    {
        var closed = OccupyClosedStreams();

        // The runtime's console writes the terminal's keypad mode before the first byte that goes through it, also before JSON, and colour resets whatever --color says.
        // It knows a terminal by TERM; the tool itself and the commands of watch go by what TERM was.
        var terminal = Environment.GetEnvironmentVariable(Term);
        Environment.SetEnvironmentVariable(Term, null);
        var interruption = new Interruption();
        var output = new OutputStream(OpenOutput()) { Ended = () => interruption.Interrupt(ExitCode.Yes) };
        var error = new OutputStream(Console.OpenStandardError());
        var host = new ToolHost
        {
            Output = output,

            // Not the console's own writer: where standard error is closed, that one throws.
            Error = TextWriter.Synchronized(new StreamWriter(error, Console.OutputEncoding.WithoutMark()) { AutoFlush = true }),
            IsInputRedirected = Console.IsInputRedirected,
            IsOutputRedirected = Console.IsOutputRedirected,
            Encoding = Console.OutputEncoding,
            Width = () => Measured(static () => Console.WindowWidth, least: 20, otherwise: 80),
            Height = () => Measured(static () => Console.WindowHeight, least: 10, otherwise: 24),
            Interruption = interruption,
            Variable = name => name == Term ? terminal : Environment.GetEnvironmentVariable(name),
        };
        foreach (var stream in closed)
        {
            host.Owns(stream);
        }

        return host
            .Owns(interruption)
            .Owns(output)
            .Owns(error)
            .Owns(On(PosixSignal.SIGINT, interruption, ExitCode.Interrupted))
            .Owns(On(PosixSignal.SIGTERM, interruption, ExitCode.Terminated));
    }

    private static PosixSignalRegistration On(PosixSignal signal, Interruption interruption, int exitCode) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // The second signal kills: whoever asks twice means it.
            context.Cancel = !interruption.Token.IsCancellationRequested;
            interruption.Interrupt(exitCode);
        });

    // The number of a standard stream that is closed is free: the next file or socket would get it, and the result would go there.
    // Opened for reading, so that a write fails as it does on a closed stream.
    private static List<SafeFileHandle> OccupyClosedStreams()
    {
        var occupied = new List<SafeFileHandle>();
        while (!OperatingSystem.IsWindows())
        {
            var lowest = File.OpenHandle("/dev/null");
            if (lowest.DangerousGetHandle() > LastStandardStream)
            {
                lowest.Dispose();
                break;
            }

            occupied.Add(lowest);
        }

        return occupied;
    }

    // The console's own stream hides a broken pipe, so "watch | head -1" would never end.
    // A file stays with it: FileStream writes at its own offset, which another writer of the same file does not see.
    private static Stream OpenOutput()
    {
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }

    private static int Measured(Func<int> measure, int least, int otherwise)
    {
        try
        {
            var size = measure();
            return size >= least ? size : otherwise;
        }
        catch (IOException)
        {
            return otherwise;
        }
    }
}
