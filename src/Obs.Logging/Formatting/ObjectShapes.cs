using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Obs.Logging.Formatting;

/// <summary>Knows which objects are taken apart into their properties, and how.</summary>
/// <remarks>
/// Those whose template asks for it (<c>{@Order}</c>), records and anonymous objects, types that a serializer context given to the options
/// describes, and whatever lies inside one of these. The rest is written as its text: an object's getters may do anything. Without
/// reflection, in an application published trimmed or ahead of time, the contexts alone decide (decision 17).
/// </remarks>
internal sealed class ObjectShapes
{
    private const int MaxCached = 2_000;
    private const int MaxMembers = 100;

    private readonly ConcurrentDictionary<Type, ObjectShape> _asked = new();
    private readonly ConcurrentDictionary<Type, ObjectShape> _unasked = new();
    private readonly FieldNames _names;
    private readonly JsonSerializerOptions? _described;
    private readonly JsonSerializerOptions? _reflected;

    public ObjectShapes(FieldNames names, IReadOnlyList<IJsonTypeInfoResolver> described)
    {
        _names = names;
        _described = described.Count == 0
            ? null
            : new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine([.. described]) };
        _reflected = JsonSerializer.IsReflectionEnabledByDefault ? ByReflection() : null;
    }

    public ObjectShape? Of(object value, bool isAskedFor)
    {
        Type type = value.GetType();
        ConcurrentDictionary<Type, ObjectShape> cache = isAskedFor ? _asked : _unasked;
        if (!cache.TryGetValue(type, out ObjectShape? shape))
        {
            shape = Describe(type, isAskedFor) ?? ObjectShape.None;
            if (cache.Count < MaxCached)
            {
                cache.TryAdd(type, shape);
            }
        }

        return shape == ObjectShape.None ? null : shape;
    }

    private ObjectShape? Describe(Type type, bool isAskedFor)
    {
        if (Describe(type, _described) is { } shape)
        {
            return shape;
        }

        // The platform's own objects (types, streams, requests) are not data.
        bool isPlatform = type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
            || type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true;
        return !isPlatform && _reflected is not null && (isAskedFor || IsData(type)) ? Describe(type, _reflected) : null;
    }

    private ObjectShape? Describe(Type type, JsonSerializerOptions? options)
    {
        try
        {
            return options is not null && options.TryGetTypeInfo(type, out JsonTypeInfo? info) && info.Kind == JsonTypeInfoKind.Object
                ? new ObjectShape([.. info.Properties.Where(static p => p.Get is not null).Take(MaxMembers).Select(Member)])
                : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            // A type that no serializer can take apart still has its text.
            return null;
        }
    }

    private ObjectMember Member(JsonPropertyInfo property)
    {
        FieldName name = _names.GetMember(property.Name);
        RedactAttribute? attribute = AttributeOf(property.AttributeProvider) ?? AttributeOf(
            property.AssociatedParameter?.AttributeProvider);
        return new ObjectMember(attribute is null ? name : name.With(attribute.Action), property.Get!);
    }

    private static RedactAttribute? AttributeOf(ICustomAttributeProvider? declared) =>
        declared?.GetCustomAttributes(typeof(RedactAttribute), inherit: true) is [RedactAttribute attribute, ..] ? attribute : null;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Called only where the platform says that reflection is there.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Called only where the platform says that reflection is there.")]
    private static JsonSerializerOptions ByReflection() => new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Called only where the platform says that reflection is there.")]
    private static bool IsData(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        bool isAnonymous = type.Name.Contains("AnonymousType", StringComparison.Ordinal)
            && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

        // What the compiler makes for every record, and nobody can write by hand with that name or that attribute.
        return isAnonymous || type.GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public) is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Own)?.IsDefined(
                typeof(CompilerGeneratedAttribute), inherit: false) == true);
    }
}
