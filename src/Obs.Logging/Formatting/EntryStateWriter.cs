using System.Globalization;
using System.Text;

namespace Obs.Logging.Formatting;

/// <summary>Writes entries of one type: for our provider their properties, for any other their text.</summary>
internal sealed class EntryStateWriter<TEntry> : StateWriter<EntryState<TEntry>>
    where TEntry : ILogEntry
{
    /// <summary>What is handed to every provider as the formatter.</summary>
    public static readonly Func<EntryState<TEntry>, Exception?, string> Formatter = new EntryStateWriter<TEntry>().Format;

    private readonly TemplatePart[]? _parts = TemplatePart.TryParse(TEntry.Template);

    public override string Template => TEntry.Template;

    public override void Write(in EntryState<TEntry> state, LogProperties properties) => state.Entry.WriteProperties(properties);

    private string Format(EntryState<TEntry> state, Exception? exception)
    {
        if (_parts is null)
        {
            return Template;
        }

        var text = new StringBuilder();
        foreach (TemplatePart part in _parts)
        {
            if (part.Name is null)
            {
                text.Append(part.Literal);
            }
            else
            {
                text.AppendFormat(CultureInfo.InvariantCulture, part.CompositeFormat, state.Find(part.Name) ?? "(null)");
            }
        }

        return text.ToString();
    }
}
