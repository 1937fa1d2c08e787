using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Obs.Logging.Formatting;

/// <summary>Writes one entry as one line of JSON. Each thread keeps one, with everything it needs, so that a warm one allocates nothing.</summary>
internal sealed class EntryFormatter
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    [ThreadStatic]
    private static EntryFormatter? _kept;

    private readonly EntryJson _json = new();
    private readonly EntryProperties _properties = new();
    private readonly ScopeStack _scopes = new();
    private readonly TextBuffer _text = new();
    private readonly ValueWriter _values;
    private readonly PropertyWriter _members;
    private EntryShape? _shape;

    private EntryFormatter()
    {
        _values = new ValueWriter(_json);
        _members = new PropertyWriter(_json, _values);
    }

    private Utf8JsonWriter Writer => _json.Writer;

    /// <summary>Takes the thread's formatter. A value that logs while it is being logged gets another.</summary>
    public static EntryFormatter Rent()
    {
        EntryFormatter formatter = _kept ?? new EntryFormatter();
        _kept = null;
        return formatter;
    }

    public static void Return(EntryFormatter formatter)
    {
        formatter._properties.Clear();
        formatter._scopes.Clear();
        _kept = formatter;
    }

    public void Begin(EntryShape shape, DateTimeOffset timestamp, LogLevel level)
    {
        _shape = shape;
        _values.Names = shape.Names;
        _members.Begin(shape.Names);
        _json.Begin();

        Span<byte> text = stackalloc byte[TimestampFormat.Length];
        timestamp.UtcDateTime.TryFormat(text, out int written, TimestampFormat, CultureInfo.InvariantCulture);
        Writer.WriteString(Fields.Timestamp, text[..written]);
        Writer.WriteString(Fields.Level, Fields.NameOf(level));
    }

    public void WriteMessage<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> properties)
        {
            ReadProperties(properties);
        }

        _text.Clear();
        string? template = _properties.Template;
        bool rendered = template is not null
            && MessageTemplates.Get(template) is { } parsed
            && MessageRenderer.TryRender(parsed, _properties, _shape!.Names, _text);
        if (!rendered)
        {
            _text.Clear();
            _text.Append(Ask(formatter, state, exception));
        }

        _json.IsTruncated |= _text.IsTruncated;
        _json.WriteText(Fields.Message, _text.Text);
        if (template is not null)
        {
            _json.WriteText(Fields.Template, template);
        }
    }

    public void WriteOrigin(JsonEncodedText category, int eventId)
    {
        Writer.WriteString(Fields.Logger, category);
        if (eventId != 0)
        {
            Writer.WriteNumber(Fields.EventId, eventId);
        }

        TraceIds.Write(Writer, Activity.Current);
        Writer.WriteString(Fields.Service, _shape!.Service);
        Writer.WriteString(Fields.Environment, _shape.Environment);
        Writer.WriteString(Fields.Version, _shape.Version);
    }

    public void WriteException(Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        _json.WriteText(Fields.ExceptionType, ExceptionText.TypeOf(exception));
        _json.WriteText(Fields.ExceptionMessage, ExceptionText.MessageOf(exception));
        _text.Clear();
        ExceptionText.AppendStack(_text, exception);
        _json.WriteText(Fields.ExceptionStack, _text.Text);
    }

    public void WriteProperties() => _members.WriteOwn(_properties.Items);

    public void WriteScopes(IExternalScopeProvider? provider)
    {
        if (provider is null)
        {
            return;
        }

        _json.IsTruncated |= !_scopes.Read(provider);
        for (int i = _scopes.Scopes.Length - 1; i >= 0; i--)
        {
            WriteScope(_scopes.Scopes[i]);
        }
    }

    /// <summary>Ends the entry; the bytes are valid until the formatter is returned.</summary>
    public ReadOnlySpan<byte> End() => _json.End();

    private void ReadProperties(IReadOnlyList<KeyValuePair<string, object?>> properties)
    {
        try
        {
            _json.IsTruncated |= !_properties.Read(properties);
        }
        catch (Exception)
        {
            // A state's own code: what it has given so far is written, and the entry says that there was more.
            _json.IsTruncated = true;
        }
    }

    private void WriteScope(object? scope)
    {
        try
        {
            _members.WriteScope(scope);
        }
        catch (Exception)
        {
            // As above, for one scope; the others are written.
            _json.IsTruncated = true;
        }
    }

    private static string Ask<TState>(Func<TState, Exception?, string> formatter, TState state, Exception? exception)
    {
        try
        {
            return formatter(state, exception);
        }
        catch (Exception failure)
        {
            return $"(the formatter threw {failure.GetType().Name})";
        }
    }
}
