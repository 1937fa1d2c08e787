using System.Buffers;
using System.Text;
using System.Text.Json;
using Obs.Local.Ingest;
using Obs.Local.Store;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>Dashboards: bodies of JSON by name, given back to the letter.</summary>
internal sealed class DashboardOperations(ResourceStore resources)
{
    private const int MaxName = 255;
    private const int PageSize = 1_000;

    private static readonly PageToken Token = PageToken.CloudWatch("ListDashboards");

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public async Task<WireNode> PutAsync(WireNode input, CancellationToken cancellationToken)
    {
        string name = input.Text("DashboardName") is { Length: > 0 and <= MaxName } given
            && !given.AsSpan().ContainsAnyExcept(NameCharacters)
            ? given
            : throw Invalid($"The value {input.Text("DashboardName")} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).", []);
        string body = input.Text("DashboardBody") ?? throw AwsException.Missing("DashboardBody");
        (List<DashboardMessage> errors, List<DashboardMessage> warnings) = DashboardLint.Check(body);
        if (errors.Count > 0)
        {
            throw Invalid("The dashboard body is invalid, there are validation errors: "
                + string.Join("; ", errors.Take(5).Select(static error => $"{error.Path}: {error.Text}")), errors);
        }

        await PutAsync(name, body, cancellationToken).ConfigureAwait(false);
        return WireNode.Of(("DashboardValidationMessages", Messages(warnings)));
    }

    public Task<WireNode> GetAsync(WireNode input, CancellationToken cancellationToken)
    {
        Resource found = Existing(input.Text("DashboardName") ?? throw AwsException.Missing("DashboardName"));
        return Task.FromResult(WireNode.Of(
            ("DashboardArn", AwsArn.Dashboard(found.Name)), ("DashboardBody", found.Body), ("DashboardName", found.Name)));
    }

    public Task<WireNode> ListAsync(WireNode input, CancellationToken cancellationToken)
    {
        string prefix = input.Text("DashboardNamePrefix") ?? "";
        string after = Token.Read(input) ?? "";
        List<Resource> found =
        [
            .. resources.List(ResourceKind.Dashboard).Where(
                item => item.Name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(item.Name, after) > 0),
        ];
        return Task.FromResult(WireNode.Of(
            ("DashboardEntries", WireNode.List(found.Take(PageSize).Select(static item => WireNode.Of(
                ("DashboardName", item.Name), ("DashboardArn", AwsArn.Dashboard(item.Name)),
                ("LastModified", DateTimeOffset.FromUnixTimeMilliseconds(item.Modified)),
                ("Size", (long)Encoding.UTF8.GetByteCount(item.Body)))))),
            ("NextToken", Token.Write(found.Count > PageSize ? found[PageSize - 1].Name : null))));
    }

    public async Task<WireNode> DeleteAsync(WireNode input, CancellationToken cancellationToken)
    {
        // All or none: one that is not there leaves the others.
        List<Resource> found = [.. input.Texts("DashboardNames").Select(Existing)];
        await resources.RunAsync(new ResourceWork(Delete), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;

        bool Delete(StoreSession session) => found.TrueForAll(item =>
            session.Resources.Delete(ResourceKind.DashboardBefore, item.Name)
            | session.Resources.Delete(ResourceKind.Dashboard, item.Name));
    }

    /// <summary>Keeps the version that this one replaces, so that what changed can be shown; the same body again replaces none.</summary>
    /// <remarks>All in the writer's transaction: of two that come at once, the later replaces the earlier.</remarks>
    private Task<bool> PutAsync(string name, string body, CancellationToken cancellationToken)
    {
        return resources.RunAsync(new ResourceWork(Apply), cancellationToken);

        bool Apply(StoreSession session)
        {
            string? before = session.Resources.Find(ResourceKind.Dashboard, name);
            bool isChange = before is not null && !JsonElement.DeepEquals(JsonElement.Parse(before), JsonElement.Parse(body));
            return (!isChange || Put(session, ResourceKind.DashboardBefore, before!)) && Put(session, ResourceKind.Dashboard, body);
        }

        bool Put(StoreSession session, string kind, string json) =>
            session.Resources.Put(kind, name, json, ResourcePut.CreateOrReplace, session.Received);
    }

    private Resource Existing(string name) => resources.Find(ResourceKind.Dashboard, name)
        ?? throw new AwsException("DashboardNotFoundError", "ResourceNotFound", $"Dashboard {name} does not exist", 404);

    private static WireNode Messages(List<DashboardMessage> messages) => WireNode.List(messages.Select(static message =>
        WireNode.Of(("DataPath", message.Path), ("Message", message.Text))));

    private static AwsException Invalid(string message, List<DashboardMessage> errors) =>
        new("DashboardInvalidInputError", "InvalidParameterInput", message)
        {
            More = WireNode.Of(("dashboardValidationMessages", Messages(errors))),
        };
}
