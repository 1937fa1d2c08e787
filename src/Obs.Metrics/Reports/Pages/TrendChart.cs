using System.Globalization;

namespace Obs.Metrics;

/// <summary>Draws lines over time as an SVG inside the page. Names of lines and titles are our own words, not data.</summary>
internal static class TrendChart
{
    private const int Width = 900;
    private const int Height = 220;
    private const int Left = 64;
    private const int Right = 12;
    private const int Top = 12;
    private const int Bottom = 28;
    private const int Rows = 4;

    public static void Write(Utf8Output text, string title, IReadOnlyList<DateTimeOffset> times, IReadOnlyList<TrendLine> lines)
    {
        double highest = NiceMaximum(lines.SelectMany(static l => l.Values).Max() ?? 0);
        text.Write($"<h2>{title}</h2>\n<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">\n");
        WriteGrid(text, highest);
        WriteTimes(text, times);
        for (int i = 0; i < lines.Count; i++)
        {
            WriteLine(text, lines[i], i, highest);
            text.Write($"<text class=\"l{i}\" x=\"{Left + 8 + (i * 64)}\" y=\"{Top + 8}\">{lines[i].Name}</text>\n");
        }

        text.Write("</svg>\n"u8);
    }

    /// <summary>The least of 1, 2, 2.5 and 5 times a power of ten that is not below a value.</summary>
    public static double NiceMaximum(double value)
    {
        if (!(value > 0))
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return Array.Find<double>([1, 2, 2.5, 5, 10], step => step * power >= value * (1 - 1e-12)) * power;
    }

    private static void WriteGrid(Utf8Output text, double highest)
    {
        for (int i = 0; i <= Rows; i++)
        {
            double value = highest * i / Rows;
            string y = Number(Y(value, highest));
            text.Write($"<line class=\"g\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\"/>");
            text.Write($"<text class=\"a e\" x=\"{Left - 6}\" y=\"{y}\" dy=\"4\">{NumberText.Of(value)}</text>\n");
        }
    }

    private static void WriteTimes(Utf8Output text, IReadOnlyList<DateTimeOffset> times)
    {
        (int Index, string Anchor)[] labels = [(0, "s"), (times.Count - 1, "e"), (times.Count / 2, "m")];
        foreach ((int index, string anchor) in labels.DistinctBy(static label => label.Index))
        {
            string label = times[index].UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            text.Write($"<text class=\"a {anchor}\" x=\"{Number(X(index, times.Count))}\" y=\"{Height - 8}\">{label}</text>\n");
        }
    }

    // A gap where nothing was measured: a line across it would be a claim.
    private static void WriteLine(Utf8Output text, TrendLine line, int number, double highest)
    {
        bool isOpen = false;
        text.Write($"<path class=\"l{number}\" d=\"");
        for (int i = 0; i < line.Values.Count; i++)
        {
            if (line.Values[i] is { } value)
            {
                string x = Number(X(i, line.Values.Count));
                string y = Number(Y(value, highest));

                // A point between two gaps is a line of no length, which round ends make visible.
                text.Write(isOpen ? $"L{x} {y}" : $"M{x} {y}h0");
            }

            isOpen = line.Values[i] is not null;
        }

        text.Write("\"/>\n"u8);
    }

    private static double X(int index, int count) => Left + ((Width - Left - Right) * (count < 2 ? 0.5 : (double)index / (count - 1)));

    private static double Y(double value, double highest) => Height - Bottom - ((Height - Top - Bottom) * value / highest);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
