using System.Text.Json;
using System.Text.RegularExpressions;
using Obs.Local.Http;
using Obs.Local.Store;

namespace Obs.Local.Runs;

/// <summary>The runs that have a name here.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed partial class RunStore(ResourceStore resources)
{
    public static bool IsName(string? name) => name is not null && Names().IsMatch(name);

    public List<Run> List() => [.. resources.List(ResourceKind.Run).Select(Read)];

    public Run? Find(string name) => resources.Find(ResourceKind.Run, name) is { } found ? Read(found) : null;

    /// <summary>False when there is one of that name.</summary>
    /// <exception cref="StoreUnavailableException">There is no room, or the store fails.</exception>
    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken) =>
        resources.PutAsync(ResourceKind.Run, run.Name, BodyOf(run), ResourcePut.Create, cancellationToken);

    /// <summary>False when there was none.</summary>
    /// <exception cref="StoreUnavailableException">There is no room, or the store fails.</exception>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        resources.DeleteAsync(ResourceKind.Run, name, cancellationToken);

    public static string BodyOf(Run run)
    {
        using var json = new JsonText();
        json.Writer.WriteStartObject();
        json.Writer.WriteNumber("from", run.From);
        json.Writer.WriteNumber("to", run.To);
        json.Writer.WriteNumber("keptFrom", run.KeptFrom);
        json.Writer.WriteEndObject();
        return json.ToString();
    }

    public static Run Read(Resource resource)
    {
        using JsonDocument body = JsonDocument.Parse(resource.Body);
        JsonElement root = body.RootElement;
        return new Run(
            resource.Name, root.GetProperty("from").GetInt64(), root.GetProperty("to").GetInt64(), root.GetProperty("keptFrom").GetInt64());
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
