using Obs.Logging.Redaction;

namespace Obs.Logging.Formatting;

/// <summary>A message template: its parts, the member that carries it, and the names of the properties that come with it.</summary>
internal sealed class MessageTemplate
{
    private readonly TemplatePart[]? _parts;
    private readonly FieldName?[] _byPlace;
    private readonly FieldName?[] _holes;
    private readonly FieldNames _names;
    private readonly IReadOnlyDictionary<string, RedactionAction> _parameters;
    private TemplateOrigin? _origin;

    public MessageTemplate(
        string text, FieldNames names, RedactionPolicy redaction, IReadOnlyDictionary<string, RedactionAction> parameters, bool isKept)
    {
        Text = text;
        _names = names;
        _parameters = parameters;
        _parts = TemplatePart.TryParse(text);
        _byPlace = new FieldName?[_parts?.Count(static part => part.Name is not null) ?? 0];
        _holes = new FieldName?[_byPlace.Length];

        if (isKept)
        {
            string written = redaction.TryMask(text, out string? masked) ? masked : text;
            bool isShort = written.Length <= EntryJson.AnyTextBytes / JsonText.MaxBytesPerChar;
            Member = isShort ? [.. Fields.Template, .. JsonText.Encode(written)] : null;
        }
    }

    public string Text { get; }

    /// <summary>The member <c>template</c>, ready to be copied; null if the text is too long for that or will not be seen again.</summary>
    public byte[]? Member { get; }

    /// <summary>Whether the meaning of the template is beyond doubt.</summary>
    public bool IsParsed => _parts is not null;

    public ReadOnlySpan<TemplatePart> Parts => _parts;

    /// <summary>The members <c>template</c>, <c>logger</c> and <c>eventId</c>, ready to be copied, for the first place that used the
    /// template, which is nearly always the only one; null for any other.</summary>
    public byte[]? OriginOf(byte[] category, int eventId)
    {
        if (Member is null)
        {
            return null;
        }

        // Two threads may both be the first: what they make is the same, or one of them goes the long way from then on.
        TemplateOrigin origin = _origin ??= new TemplateOrigin(Member, category, eventId);
        return ReferenceEquals(origin.Category, category) && origin.EventId == eventId ? origin.Members : null;
    }

    /// <summary>Whether a field that <see cref="NameOf"/> gave for a place is the one that the hole at that place names.</summary>
    public bool IsHole(int place, FieldName name) => place < _holes.Length && ReferenceEquals(_holes[place], name);

    /// <summary>The field of the property at a place. The same place nearly always has the same name, which then need not be looked
    /// up.</summary>
    public FieldName NameOf(int place, string property)
    {
        if (place < _byPlace.Length && _byPlace[place] is { } known && known.Property == property)
        {
            return known;
        }

        FieldName name = _names.Get(property);
        if (_parameters.TryGetValue(property.TrimStart('@'), out RedactionAction redaction))
        {
            name = name.With(redaction);
        }

        if (place < _byPlace.Length)
        {
            _byPlace[place] = name;
            _holes[place] = name.Property == HoleAt(place) ? name : null;
        }

        return name;
    }

    private string? HoleAt(int place) =>
        Array.FindAll(_parts ?? [], static part => part.Name is not null)[place].Name;
}
