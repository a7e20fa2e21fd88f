using System.Globalization;
using System.Text;
using HeadlessDiscovery.Tool.Output.Table;

namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>A terminal of a given size, as far as the tool uses one: what it shows after the bytes that were written to it.</summary>
internal sealed class AnsiScreen(int width, int height)
{
    // https://ecma-international.org/publications-and-standards/standards/ecma-48/ CSI, then parameters, then the final byte.
    private const char Escape = '\u001b';

    private readonly List<Frame> frames = [];
    private List<Cell[]> lines = [NewLine(width)];
    private string style = string.Empty;
    private int row;
    private int column;

    /// <summary>What was shown each time before it was drawn anew, and at the end.</summary>
    public static IReadOnlyList<Frame> Play(string output, int width, int height)
    {
        var screen = new AnsiScreen(width, height);
        screen.Write(output);
        screen.Keep();
        return screen.frames;
    }

    private void Write(string output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            if (output[i] == Escape && i + 1 < output.Length && output[i + 1] == '[')
            {
                var end = i + 2;
                while (output[end] is < '@' or > '~')
                {
                    end++;
                }

                Control(output[end], output[(i + 2)..end]);
                i = end;
            }
            else
            {
                Put(output[i]);
            }
        }
    }

    private void Control(char kind, string parameters)
    {
        var count = int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        switch (kind)
        {
            case 'A':
                Keep();
                row = Math.Max(0, row - count);
                break;
            case 'K':
                lines[row] = NewLine(width);
                break;
            case 'm':
                style = parameters is "" or "0" ? string.Empty : $"{style};{parameters}";
                break;
            case 'h' or 'l':
                break;
            default:
                throw new NotSupportedException($"The screen of the tests does not know ESC [ {parameters} {kind}.");
        }
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                column = 0;
                return;
            case '\n':
                LineFeed();
                column = 0;
                return;
        }

        var cells = Cells.Width(character.ToString());
        if (column + cells > width)
        {
            LineFeed();
            column = 0;
        }

        lines[row][column++] = new Cell(character, style);
        if (cells == 2)
        {
            // The second half of a syllable shows nothing of its own.
            lines[row][column++] = new Cell('\0', style);
        }
    }

    private void LineFeed()
    {
        if (++row == lines.Count)
        {
            lines.Add(NewLine(width));
        }

        if (lines.Count > height)
        {
            lines.RemoveAt(0);
            row--;
        }
    }

    private void Keep() => frames.Add(new Frame(lines.Select(line => line.ToArray()).ToArray()));

    private static Cell[] NewLine(int width) => Enumerable.Repeat(new Cell(' ', string.Empty), width).ToArray();

    /// <summary>One place on the screen, and the parameters of SGR in force when it was written.</summary>
    internal readonly record struct Cell(char Character, string Style);

    /// <summary>All that is on the screen at one moment.</summary>
    internal sealed class Frame(Cell[][] cells)
    {
        public IReadOnlyList<IReadOnlyList<Cell>> Cells => cells;

        public IReadOnlyList<string> Lines { get; } = [.. cells.Select(line => Text(line).TrimEnd())];

        public override string ToString() => string.Join('\n', Lines);

        public static string Text(IEnumerable<Cell> line) => line.Aggregate(new StringBuilder(), (text, cell) => cell.Character == '\0' ? text : text.Append(cell.Character)).ToString();
    }
}
