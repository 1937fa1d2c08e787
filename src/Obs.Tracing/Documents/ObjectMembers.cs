using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Obs.Tracing;

/// <summary>What an object holds, for those that have nothing better to say of themselves: anonymous objects, records and classes of
/// applications and libraries, but not of the platform, without a text of their own.</summary>
/// <remarks>Thread safety: any thread.</remarks>
internal static class ObjectMembers
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;

    private static readonly ConcurrentDictionary<Type, ObjectMember[]> Known = new();

    /// <summary>Whether an object is shown by its members rather than as its text.</summary>
    public static bool Has(object? value) => value is not null && Of(value).Length > 0;

    public static ObjectMember[] Of(object value) => Known.GetOrAdd(value.GetType(), static type => Read(type));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A member that trimming took was used by nobody; it is not shown.")]
    private static ObjectMember[] Read(Type type)
    {
        MethodInfo? text = type.GetMethod(nameof(ToString), Public, []);
        bool hasText = text?.DeclaringType is { } owner && owner != typeof(object) && owner != typeof(ValueType)
            && !IsWrittenByCompiler(owner) && !IsWrittenByCompiler(text);
        return hasText || IsOfPlatform(type)
            ? []
            :
            [
                .. type.GetProperties(Public).Where(static property => property.CanRead && property.GetIndexParameters().Length == 0)
                    .Concat<MemberInfo>(type.GetFields(Public)).Select(static member => new ObjectMember(member)),
            ];
    }

    // A getter there may wait (a task's result), compute (a lazy value) or hold what is nobody's data (a connection).
    private static bool IsOfPlatform(Type type) =>
        type.Namespace is { } space && (space is "System" or "Microsoft" || space.StartsWith("System.", StringComparison.Ordinal)
            || space.StartsWith("Microsoft.", StringComparison.Ordinal));

    // Anonymous types and records: their text is made of the same members.
    private static bool IsWrittenByCompiler(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
