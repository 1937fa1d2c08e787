using System.Globalization;

namespace Obs.Local.Aws;

/// <summary>A value of a request or an answer, in no particular protocol: text, number, flag, time, list, map or structure.</summary>
/// <remarks>Reading knows where protocols differ: the form protocol sends every value as text and every list as numbered
/// members.</remarks>
internal sealed class WireNode
{
    private readonly bool _isForm;

    private WireNode(object? value, bool isForm = false) => (Value, _isForm) = (value, isForm);

    public static WireNode Empty { get; } = new(new OrderedDictionary<string, WireNode>(StringComparer.Ordinal));

    /// <summary>Null, <see cref="string"/>, <see cref="double"/>, <see cref="long"/>, <see cref="bool"/>, <see cref="DateTimeOffset"/>,
    /// a list, a dictionary (structure) or a <see cref="WireMap"/>.</summary>
    public object? Value { get; }

    public static implicit operator WireNode(string? value) => new(value);

    public static implicit operator WireNode(double value) => new(value);

    public static implicit operator WireNode(long value) => new(value);

    public static implicit operator WireNode(bool value) => new(value);

    public static implicit operator WireNode(DateTimeOffset value) => new(value);

    /// <summary>A value of a form, which may mean a number, a flag or a time.</summary>
    public static WireNode Form(string text) => new(text, isForm: true);

    public static WireNode List(IEnumerable<WireNode> items) => new(items.ToList());

    public static WireNode Map(IEnumerable<KeyValuePair<string, WireNode>> entries) => new(new WireMap(entries.ToList()));

    public static WireNode Structure(OrderedDictionary<string, WireNode> members) => new(members);

    /// <summary>A structure; members that are null are left out.</summary>
    public static WireNode Of(params ReadOnlySpan<(string Name, WireNode? Value)> members)
    {
        var structure = new OrderedDictionary<string, WireNode>(StringComparer.Ordinal);
        foreach ((string name, WireNode? value) in members)
        {
            if (value is { Value: not null })
            {
                structure.Add(name, value);
            }
        }

        return new WireNode(structure);
    }

    public WireNode? Member(string name) =>
        Value is OrderedDictionary<string, WireNode> members && members.TryGetValue(name, out WireNode? member) && member.Value is not null
            ? member
            : null;

    public string? Text(string name) => Member(name) is not { } member ? null
        : member.Value as string ?? throw AwsException.Serialization(name, "a string");

    public double? Number(string name) => Member(name)?.AsNumber(name);

    public long? Whole(string name) => Number(name) is not { } number ? null
        : Math.Abs(number) < 1L << 53 ? (long)number : throw AwsException.Serialization(name, "an integer");

    public bool? Flag(string name) => Member(name) is not { } member ? null
        : member.Value is bool flag ? flag
        : member._isForm && bool.TryParse(member.Value as string, out bool parsed) ? parsed
        : throw AwsException.Serialization(name, "a boolean");

    public DateTimeOffset? Time(string name) => Member(name)?.AsTime(name);

    /// <summary>The items of a list; none when the member is not there.</summary>
    public IReadOnlyList<WireNode> Items(string name) => Member(name)?.AsItems(name) ?? [];

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(item => item.Value as string ?? throw AwsException.Serialization(name, "a list of strings"))];

    /// <summary>The members of a structure or a map, in order; none of anything else.</summary>
    public IEnumerable<KeyValuePair<string, WireNode>> Entries() => Value switch
    {
        OrderedDictionary<string, WireNode> members => members,
        WireMap map => map.Entries,
        _ => [],
    };

    public double AsNumber(string name) => Value switch
    {
        double number => number,
        long whole => whole,
        string text when _isForm && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
        _ => throw AwsException.Serialization(name, "a number"),
    };

    private DateTimeOffset AsTime(string name)
    {
        switch (Value)
        {
            case DateTimeOffset time:
                return time;
            case double or long when WireTime.TryFromSeconds(AsNumber(name), out DateTimeOffset time):
                return time;
            case string text when DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset parsed):
                return parsed;
            default:
                throw AwsException.Serialization(name, "a timestamp");
        }
    }

    private List<WireNode> AsItems(string name) => Value switch
    {
        List<WireNode> items => items,
        string { Length: 0 } => [],
        OrderedDictionary<string, WireNode> members when members.Count == 1 && members.TryGetValue("member", out WireNode? numbered)
            && numbered.Value is OrderedDictionary<string, WireNode> all => Numbered(name, all),
        _ => throw AwsException.Serialization(name, "a list"),
    };

    private static List<WireNode> Numbered(string name, OrderedDictionary<string, WireNode> members) =>
    [
        .. members
            .Select(pair => (Index: int.TryParse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                ? index : throw AwsException.Serialization(name, "a list"), pair.Value))
            .OrderBy(static item => item.Index)
            .Select(static item => item.Value),
    ];
}
