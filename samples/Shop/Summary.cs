using System.Text;

namespace Shop;

/// <summary>Every count of a run that was made in more than one place, set side by side.</summary>
internal sealed class Summary(IReadOnlyList<Agreement> agreements)
{
    public bool Agrees => agreements.All(static agreement => agreement.Holds);

    public override string ToString()
    {
        int width = agreements.Max(static agreement => agreement.Subject.Length);
        var text = new StringBuilder();
        foreach (Agreement agreement in agreements)
        {
            text.Append(agreement.Holds ? "  agrees  " : "  DIFFERS ").Append(agreement.Subject.PadRight(width + 2))
                .AppendLine(agreement.ToString());
        }

        int differing = agreements.Count(static agreement => !agreement.Holds);
        return text.Append(
            differing == 0 ? $"All {agreements.Count} counts agree." : $"{differing} of {agreements.Count} counts differ.").ToString();
    }
}
