using System.Globalization;
using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Reads what Elastic Beanstalk leaves on its instances for X-Ray.</summary>
internal static class BeanstalkEnvironment
{
    private const string Origin = "AWS::ElasticBeanstalk::Environment";
    private const string Block = "elastic_beanstalk";

    public static void Describe(AwsResource resource, AwsEnvironment environment)
    {
        resource.Claim(Origin);
        if (environment.BeanstalkConfiguration is not { } text)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        resource.Add(Block, "environment_name", JsonText.Of(root, "environment_name"));
        resource.Add(Block, "version_label", JsonText.Of(root, "version_label"));
        if (root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("deployment_id", out JsonElement id)
            && long.TryParse(id.ToString(), CultureInfo.InvariantCulture, out long number))
        {
            resource.Add(Block, "deployment_id", number);
        }
    }
}
