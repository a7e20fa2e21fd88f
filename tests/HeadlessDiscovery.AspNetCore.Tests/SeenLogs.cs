using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HeadlessDiscovery.AspNetCore.Tests;

/// <summary>What the page logged.</summary>
internal sealed class SeenLogs : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, string Category, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new OneLog(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class OneLog(string category, ConcurrentQueue<(LogLevel Level, string Category, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, category, formatter(state, exception)));
    }
}
