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
    private readonly ScopeStack _scopes = new();
    private readonly TextBuffer _text = new();
    private readonly ValueWriter _values;
    private readonly PropertyWriter _members;
    private EntryShape _shape = null!;

    private EntryFormatter()
    {
        _values = new ValueWriter(_json);
        _members = new PropertyWriter(_json, _values);
    }

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
        _values.Begin(shape);
        _members.Begin(shape.Names);
        _json.Begin(shape.Redaction);

        _json.Raw("{\"timestamp\":\""u8);
        _json.Raw(_clock.Format(timestamp));
        _json.Raw("\""u8);
        _json.Raw(Fields.LevelThenMessage(level));
    }

    /// <summary>Writes message and template; what the state holds is read here, once.</summary>
    public void WriteMessage<TState>(
        TState state,
        IReadOnlyList<KeyValuePair<string, object?>>? properties,
        string? text,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        MessageTemplate? template = text is null ? null : _shape.Templates.Get(text);
        if (properties is not null)
        {
            ReadProperties(properties, template);
        }

        _text.Clear();
        if (template is null || !MessageRenderer.TryRender(template, _properties, _values, _text))
        {
            _text.Clear();
            // The application's own formatter knows nothing of redaction.
            _text.Append(_properties.HasRedacted ? text ?? "(redacted)" : Ask(formatter, state, exception));
        }

        _json.IsTruncated |= _text.IsTruncated;
        _json.Text(_text.Text);
        if (template?.Member is { } member)
        {
            _json.Raw(member);
        }
        else if (text is not null)
        {
            _json.Text(Fields.Template, text);
        }
    }

    public void WriteOrigin(byte[] category, int eventId, Activity? activity)
    {
        _json.Raw(category);
        if (eventId != 0)
        {
            _json.Raw(Fields.EventId);
            _json.Number(eventId);
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

    private void ReadProperties(IReadOnlyList<KeyValuePair<string, object?>> properties, MessageTemplate? template)
    {
        try
        {
            _json.IsTruncated |= !_properties.Read(properties, template, _shape.Names);
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
