using System.Collections;
using System.Globalization;

namespace Obs.Logging.Formatting;

/// <summary>Renders a message the way the framework's formatter does, without the strings that one makes, and with secrets
/// masked.</summary>
internal static class MessageRenderer
{
    private const string NullText = "(null)";

    /// <summary>Items of a collection that a message shows.</summary>
    private const int MaxItems = 100;

    /// <summary>Renders into <paramref name="text"/>; false if a hole has no value, and the formatter has to be asked after all.</summary>
    public static bool TryRender(MessageTemplate template, EntryProperties properties, ValueWriter values, TextBuffer text)
    {
        if (!template.IsParsed)
        {
            return false;
        }

        int hole = 0;
        foreach (ref readonly TemplatePart part in template.Parts)
        {
            if (part.Name is null)
            {
                text.Append(part.Literal);
                continue;
            }

            int property = properties.Find(hole++, part.Name, template);
            if (property < 0)
            {
                return false;
            }

            int start = text.Length;
            if (properties.NameAt(property).Redaction is { } redaction)
            {
                values.AppendRedacted(text, redaction, properties.ValueAt(property).ToObject());
            }
            else
            {
                Append(text, properties.ValueAt(property), part.Format, values, properties.NameAt(property).IsAsked);
            }

            text.Align(start, part.Alignment);
        }

        return true;
    }

    private static void Append(TextBuffer text, in PropertyValue value, string? format, ValueWriter values, bool isAskedFor)
    {
        switch (value.Kind)
        {
            case PropertyValueKind.Boolean:
                text.Append(value.Boolean ? bool.TrueString : bool.FalseString);
                break;
            case PropertyValueKind.Long when format is null:
                text.AppendNumber(value.Long);
                break;
            case PropertyValueKind.Long:
                text.AppendFormatted(value.Long, format);
                break;
            case PropertyValueKind.Double when format is null:
                text.AppendNumber(value.Double);
                break;
            case PropertyValueKind.Double:
                text.AppendFormatted(value.Double, format);
                break;
            case PropertyValueKind.Decimal:
                text.AppendFormatted(value.Decimal, format);
                break;
            default:
                Append(text, value.Object, format, values, isAskedFor);
                break;
        }
    }

    /// <summary>Appends any value as text. Code of the value's own may throw; then the text says so.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="format">The format that the template asks for.</param>
    /// <param name="values">Writes what has a structure, with what is secret in it redacted; without one such a value is only its
    /// text.</param>
    /// <param name="isAskedFor">Whether the template asks for the object itself.</param>
    public static void Append(TextBuffer text, object? value, string? format, ValueWriter? values = null, bool isAskedFor = false)
    {
        int start = text.Length;
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
                case int number when format is null:
                    text.AppendNumber(number);
                    break;
                case double number when format is null:
                    text.AppendNumber(number);
                    break;
                case ISpanFormattable formattable:
                    text.AppendFormatted(formattable, format);
                    break;
                case IFormattable formattable:
                    text.Append(formattable.ToString(format, CultureInfo.InvariantCulture));
                    break;
                case IEnumerable items when !IsQuery(value):
                    if (!TryAppendItems(text, items, values is not null))
                    {
                        text.ReplaceFrom(start, default);
                        values!.TryAppendJson(text, value, isAskedFor);
                    }

                    break;
                case ValueType when MemoryItems.Of(value) is { } items:
                    Append(text, items, format, values, isAskedFor);
                    break;
                default:
                    if (values is null || !values.TryAppendJson(text, value, isAskedFor))
                    {
                        text.Append(value.ToString());
                    }

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

    // False at the first item that has a structure of its own, where that matters: what is secret in it is known by its names.
    private static bool TryAppendItems(TextBuffer text, IEnumerable items, bool onlySimple)
    {
        int count = 0;
        foreach (object? item in items)
        {
            if (onlySimple && item is not (null or string or IFormattable or bool))
            {
                return false;
            }

            text.Append(count > 0 ? ", " : "");
            if (++count > MaxItems || text.IsTruncated)
            {
                text.Append("…");
                break;
            }

            text.Append(item is null ? NullText : Convert.ToString(item, CultureInfo.InvariantCulture));
        }

        return true;
    }
}
