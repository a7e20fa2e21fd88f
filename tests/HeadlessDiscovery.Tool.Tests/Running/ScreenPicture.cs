using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace HeadlessDiscovery.Tool.Tests.Running;

/// <summary>A frame of a terminal as SVG.</summary>
internal static class ScreenPicture
{
    private const double CellWidth = 8.4;
    private const double LineHeight = 18;
    private const double Margin = 14;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Of(AnsiScreen.Frame frame, string title)
    {
        var rows = frame.Cells.Take(LastLine(frame) + 1).ToArray();
        var (width, height) = ((rows[0].Count * CellWidth) + (2 * Margin), (rows.Length * LineHeight) + (2 * Margin));
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK KR', monospace"),
            new XAttribute("font-size", "14"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("rx", "8"), new XAttribute("fill", "#0d1117")),
            rows.Select(Line));
        return svg.ToString().ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>The lines of text in a picture that <see cref="Of"/> made.</summary>
    public static IReadOnlyList<string> Lines(string picture) => [.. XElement.Parse(picture).Elements(Svg + "g").Select(line =>
    {
        var text = new StringBuilder();
        foreach (var part in line.Elements())
        {
            text.Append(' ', Math.Max(0, (int)part.Attribute("data-column")! - Tool.Output.Table.Cells.Width(text.ToString()))).Append(part.Value);
        }

        return text.ToString();
    })];

    private static int LastLine(AnsiScreen.Frame frame) => frame.Lines.ToList().FindLastIndex(line => line.Length > 0);

    private static XElement Line(IReadOnlyList<AnsiScreen.Cell> cells, int row)
    {
        var line = new XElement(Svg + "g");
        for (var start = 0; start < cells.Count;)
        {
            var end = start;
            while (end < cells.Count && cells[end].Style == cells[start].Style)
            {
                end++;
            }

            line.Add(Words(cells, row, start, end));
            start = end;
        }

        return line;
    }

    // Words between wide gaps each have their own place, so that a font of another width moves nothing out of its column.
    private static IEnumerable<XElement> Words(IReadOnlyList<AnsiScreen.Cell> cells, int row, int start, int end)
    {
        while (start < end)
        {
            if (cells[start].Character == ' ')
            {
                start++;
                continue;
            }

            var stop = start;
            while (stop < end && !(cells[stop].Character == ' ' && (stop + 1 == end || cells[stop + 1].Character == ' ')))
            {
                stop++;
            }

            yield return new XElement(
                Svg + "text",
                new XAttribute("x", Number(Margin + (start * CellWidth))),
                new XAttribute("y", Number(Margin + ((row + 0.75) * LineHeight))),
                new XAttribute("textLength", Number((stop - start) * CellWidth)),
                new XAttribute("data-column", start),
                Look(cells[start].Style),
                AnsiScreen.Frame.Text(cells.Skip(start).Take(stop - start)));
            start = stop;
        }
    }

    private static IEnumerable<XAttribute> Look(string style)
    {
        var codes = style.Split(';');
        yield return new XAttribute("fill", codes.Contains("91") || codes.Contains("31") ? "#ff7b72" : codes.Contains("33") ? "#d29922" : codes.Contains("2") ? "#8b949e" : "#e6edf3");
        if (codes.Contains("1"))
        {
            yield return new XAttribute("font-weight", "bold");
        }
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
