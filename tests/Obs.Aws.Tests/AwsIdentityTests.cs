using Microsoft.Extensions.Hosting;

namespace Obs.Aws.Tests;

public sealed class AwsIdentityTests
{
    [Fact]
    public void What_the_settings_leave_empty_the_host_says()
    {
        IHostEnvironment host = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ApplicationName = "shop", EnvironmentName = "Staging" }).Environment;

        var said = AwsIdentity.Of(new AwsOptions { ServiceName = "orders", Environment = "Test" }, host);
        var empty = AwsIdentity.Of(new AwsOptions { ServiceName = " ", Environment = "" }, host);
        var alone = AwsIdentity.Of(new AwsOptions { ServiceName = "orders" }, null);

        (said.Service, said.Environment).Should().Be(("orders", "Test"));
        (empty.Service, empty.Environment).Should().Be(("shop", "Staging"));
        (alone.Service, alone.Environment).Should().Be(("orders", "Production"));
    }
}
