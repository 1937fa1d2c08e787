using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Obs.Logging.Formatting;

/// <summary>Writes one entry as one line of JSON. Each thread keeps one, with everything it needs, so that a warm one allocates
/// nothing.</summary>
internal sealed class EntryFormatter
{
    [ThreadStatic]
    private static EntryFormatter? _kept;

    private readonly EntryJson _json = new();
    private readonly EntryClock _clock = new();
    private readonly EntryProperties _properties = new();
    private readonly LogProperties _own = new();
    private readonly ScopeStack _scopes = new();
    private readonly TextBuffer _text = new();
    private readonly ValueWriter _values;
    private readonly PropertyWriter _members;
    private EntryShape _shape = null!;
    private MessageTemplate? _template;
    private bool _isRented;

    private EntryFormatter()
    {
        _values = new ValueWriter(_json);
        _members = new PropertyWriter(_json, _values);
    }

    /// <summary>Takes the thread's formatter. A value that logs while it is being logged gets another.</summary>
    public static EntryFormatter Rent()
    {
        EntryFormatter formatter = _kept ??= new EntryFormatter();
        formatter = formatter._isRented ? new EntryFormatter() : formatter;
        formatter._isRented = true;
        return formatter;
    }

    public static void Return(EntryFormatter formatter)
    {
        formatter._properties.Clear();
        formatter._scopes.Clear();
        formatter._isRented = false;
    }

    public void Begin(EntryShape shape, DateTimeOffset timestamp, LogLevel level)
    {
        _shape = shape;
        _values.Begin(shape);
        _members.Begin(shape.Names);
        _json.Begin(shape);
        _text.MaxChars = shape.MaxBytes / EntryJson.TextShare;

        _json.Raw("{\"timestamp\":\""u8);
        _json.Raw(_clock.Format(timestamp));
        _json.Raw("\""u8);
        _json.Raw(Fields.LevelThenMessage(level));
    }

    /// <summary>Reads what the state of an entry holds, once.</summary>
    public void ReadState(IReadOnlyList<KeyValuePair<string, object?>>? state, int count, string? text)
    {
        _template = text is null ? null : _shape.Templates.Get(text);
        if (state is not null)
        {
            ReadProperties(state, count);
        }
    }

    /// <summary>Has an entry that writes its own properties write them.</summary>
    public void ReadState<TState>(StateWriter<TState> writer, in TState state)
    {
        _template = _shape.Templates.Get(writer.Template);
        try
        {
            _own.Clear();
            writer.Write(state, _own);
        }
        catch (Exception)
        {
            // The application's own code; as below.
            _json.IsTruncated = true;
        }

        _json.IsTruncated |= _own.IsTruncated;
        for (int i = 0; i < _own.Count; i++)
        {
            _properties.TryAdd(_own.NameAt(i), _own.ValueAt(i), _template, _shape.Names);
        }

        _own.Clear();
    }

    /// <summary>Writes the message of the state that was read.</summary>
    public void WriteMessage<TState>(TState state, string? text, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _text.Clear();
        if (_template is null || !MessageRenderer.TryRender(_template, _properties, _values, _text))
        {
            _text.Clear();
            // The application's own formatter knows nothing of redaction.
            _text.Append(_properties.HasRedacted ? text ?? "(redacted)" : Ask(formatter, state, exception));
        }

        _json.IsTruncated |= _text.IsTruncated;
        _json.Text(_text.Text);
    }

    /// <summary>Writes where the entry comes from, beginning with the template of the message written before.</summary>
    public void WriteOrigin(string? text, byte[] category, int eventId, Activity? activity)
    {
        if (_template?.OriginOf(category, eventId) is { } origin)
        {
            _json.Raw(origin);
        }
        else
        {
            WriteOrigin(text, category, eventId);
        }

        TraceIds.Write(_json, activity);
        _json.Raw(_shape.Identity);
    }

    /// <summary>Says how many entries of the same template were left out since the last that was written.</summary>
    public void WriteSuppressed(long count)
    {
        if (count > 0)
        {
            _json.Raw(Fields.Suppressed);
            _json.Number(count);
        }
    }

    public void WriteException(Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        _json.Text(Fields.ExceptionType, ExceptionText.TypeOf(exception));
        _json.Text(Fields.ExceptionMessage, ExceptionText.MessageOf(exception));
        _text.Clear();
        ExceptionText.AppendStack(_text, exception);
        _json.Text(Fields.ExceptionStack, _text.Text);
    }

    public void WriteProperties() => _members.WriteOwn(_properties);

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

    private void WriteOrigin(string? text, byte[] category, int eventId)
    {
        if (_template?.Member is { } member)
        {
            _json.Raw(member);
        }
        else if (text is not null)
        {
            _json.Text(Fields.Template, text);
        }

        _json.Raw(category);
        if (eventId != 0)
        {
            _json.Raw(Fields.EventId);
            _json.Number(eventId);
        }
    }

    private void ReadProperties(IReadOnlyList<KeyValuePair<string, object?>> properties, int count)
    {
        try
        {
            _json.IsTruncated |= !_properties.Read(properties, count, _template, _shape.Names);
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
