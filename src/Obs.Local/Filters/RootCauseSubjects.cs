using System.Text.Json;

namespace Obs.Local.Filters;

/// <summary>The parts of a root cause as subjects of a filter, and a root cause compared with one written out in JSON.</summary>
internal static class RootCauseSubjects
{
    public static IEnumerable<FilterSubject> Of(RootCause cause, RootCausePart part) => part switch
    {
        RootCausePart.Service =>
            Listed([.. cause.Services], static service => (service.Node.Names, service.Node.Type, null, service.Inferred, false, null)),
        RootCausePart.Entity => Listed(
            [.. cause.Services.SelectMany(static service => service.Entities)],
            static entity => ([entity.Name], null, null, false, entity.Remote, entity.Coverage)),
        _ => Listed(
            [.. cause.Services.SelectMany(static service => service.Entities).SelectMany(static entity => entity.Exceptions)],
            static exception => (exception.Type is null ? [] : [exception.Type], null, exception.Message, false, false, null)),
    };

    /// <summary>Whether everything the JSON says holds of the root cause; what it does not say is not asked.</summary>
    public static bool Covers(JsonElement wanted, RootCause cause) => wanted.ValueKind switch
    {
        JsonValueKind.Array => wanted.EnumerateArray().All(item => Covers(item, cause)),
        JsonValueKind.Object => !wanted.TryGetProperty("Services", out JsonElement services)
            || InOrder(services, cause.Services, Covers),
        _ => false,
    };

    private static bool Covers(JsonElement wanted, RootCauseService service) =>
        Is(wanted, "Name", service.Node.Names[0]) && Is(wanted, "Type", service.Node.Type)
        && (!wanted.TryGetProperty("EntityPath", out JsonElement path) || InOrder(path, service.Entities, Covers));

    private static bool Covers(JsonElement wanted, RootCauseEntity entity) =>
        Is(wanted, "Name", entity.Name)
        && (!wanted.TryGetProperty("Exceptions", out JsonElement exceptions) || InOrder(
            exceptions, entity.Exceptions, static (item, exception) =>
                Is(item, "Name", exception.Type) && Is(item, "Message", exception.Message)));

    private static bool Is(JsonElement wanted, string member, string? value) =>
        wanted.ValueKind == JsonValueKind.Object && (
            !wanted.TryGetProperty(member, out JsonElement text) || (text.ValueKind == JsonValueKind.String && text.ValueEquals(value)));

    private static bool InOrder<T>(JsonElement wanted, IReadOnlyList<T> found, Func<JsonElement, T, bool> covers) =>
        wanted.ValueKind == JsonValueKind.Array && wanted.GetArrayLength() == found.Count
        && wanted.EnumerateArray().Zip(found).All(pair => covers(pair.First, pair.Second));

    private static IEnumerable<FilterSubject> Listed<T>(
        IReadOnlyList<T> items,
        Func<T, (IReadOnlyList<string> Names, string? Type, string? Message, bool Inferred, bool Remote, double? Coverage)> read) =>
        items.Select((item, index) =>
        {
            (IReadOnlyList<string> names, string? type, string? message, bool inferred, bool remote, double? coverage) = read(item);
            return new FilterSubject
            {
                First = index == 0,
                Last = index == items.Count - 1,
                Index = index,
                Inferred = inferred,
                Remote = remote,
                Coverage = coverage,
                Texts = keyword => keyword switch
                {
                    FilterText.Name => names,
                    FilterText.Type when type is not null => [type],
                    FilterText.Message when message is not null => [message],
                    _ => [],
                },
            };
        });
}
