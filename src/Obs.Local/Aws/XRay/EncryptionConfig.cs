using Obs.Local.Store;

namespace Obs.Local.Aws.XRay;

/// <summary>How traces would be encrypted; kept and given back, since nothing here leaves the machine.</summary>
internal sealed class EncryptionConfig(ResourceStore resources)
{
    private const string Name = "default";

    public Task<WireNode> GetAsync(WireNode input, CancellationToken cancellationToken)
    {
        WireNode config = resources.Find(ResourceKind.EncryptionConfig, Name) is { } found ? WireJson.Parse(found.Body)
            : WireNode.Of(("Status", "ACTIVE"), ("Type", "NONE"));
        return Task.FromResult(WireNode.Of(("EncryptionConfig", config)));
    }

    public async Task<WireNode> PutAsync(WireNode input, CancellationToken cancellationToken)
    {
        string type = input.Text("Type") is "NONE" or "KMS"
            ? input.Text("Type")!
            : throw AwsException.XRayRequest($"Type must be NONE or KMS; found {input.Text("Type")}.");
        if (type == "KMS" && input.Text("KeyId") is null)
        {
            throw AwsException.XRayRequest("KeyId is required when Type is KMS.");
        }

        WireNode config = WireNode.Of(("KeyId", type == "KMS" ? input.Text("KeyId") : null), ("Status", "ACTIVE"), ("Type", type));
        await resources.PutAsync(
            ResourceKind.EncryptionConfig,
            Name,
            WireJson.Format(config),
            ResourcePut.CreateOrReplace,
            cancellationToken).ConfigureAwait(false);
        return WireNode.Of(("EncryptionConfig", config));
    }
}
