using System.Collections;
using System.Globalization;

namespace Obs.Logging.Formatting;

/// <summary>Renders a message the way the framework's formatter does, without the strings that one makes, and with secrets masked.</summary>
internal static class MessageRenderer
{
    private const string NullText = "(null)";

    /// <summary>Items of a collection that a message shows.</summary>
    private const int MaxItems = 100;

    /// <summary>Renders into <paramref name="text"/>; false if a hole has no value, and the formatter has to be asked after all.</summary>
    public static bool TryRender(MessageTemplate template, EntryProperties properties, FieldNames names, TextBuffer text)
    {
        int hole = 0;
        foreach (MessageTemplate.Part part in template.Parts.Span)
        {
            if (part.Name is null)
            {
                text.Append(part.Literal);
                continue;
            }

            if (!properties.TryFind(hole++, part.Name, out KeyValuePair<string, object?> property))
            {
                return false;
            }

            int start = text.Length;
            Append(text, names.Get(property.Key).IsSecret ? SecretMask.Mask : property.Value, part.Format);
            text.Align(start, part.Alignment);
        }

        return true;
    }

    /// <summary>Appends any value as text. Code of the value's own may throw; then the text says so.</summary>
    public static void Append(TextBuffer text, object? value, string? format)
    {
        try
        {
            switch (value)
            {
                case null:
                    text.Append(NullText);
                    break;
                case string s:
                    text.Append(s);
                    break;
                case ISpanFormattable formattable:
                    text.AppendFormatted(formattable, format);
                    break;
                case IFormattable formattable:
                    text.Append(formattable.ToString(format, CultureInfo.InvariantCulture));
                    break;
                case IEnumerable items when !IsQuery(value):
                    AppendItems(text, items);
                    break;
                default:
                    text.Append(value.ToString());
                    break;
            }
        }
        catch (Exception exception)
        {
            text.Append("(threw ");
            text.Append(exception.GetType().Name);
            text.Append(")");
        }
    }

    /// <summary>Whether enumerating the value would run a query against a database.</summary>
    public static bool IsQuery(object value) => value is IQueryable;

    private static void AppendItems(TextBuffer text, IEnumerable items)
    {
        int count = 0;
        foreach (object? item in items)
        {
            text.Append(count > 0 ? ", " : "");
            if (++count > MaxItems || text.IsTruncated)
            {
                text.Append("…");
                return;
            }

            text.Append(item is null ? NullText : Convert.ToString(item, CultureInfo.InvariantCulture));
        }
    }
}
