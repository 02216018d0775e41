using System.Text.RegularExpressions;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Deploy;

/// <summary>What stands in front of the server, and what watches it, as they are shipped.</summary>
public sealed partial class FrontTests
{
    /// <summary>A server behind a proxy sees one address, so nobody else could.</summary>
    [Theory]
    [InlineData("deploy/cluster/nginx.conf")]
    [InlineData("docs/operations.md")]
    public void A_proxy_bounds_the_connections_of_each_caller_and_how_long_it_may_say_nothing(string file)
    {
        string text = Read(file);

        string zone = Zone().Match(text).Groups["name"].Value;
        Assert.InRange(int.Parse(Connections().Match(text).Groups[zone.Length > 0 ? "most" : "none"].Value, System.Globalization.CultureInfo.InvariantCulture), 10, 200);
        Assert.Contains($"limit_conn {zone} ", text, StringComparison.Ordinal);
        Assert.Matches(@"client_header_timeout \d{1,2}s;", text);
        Assert.Matches(@"keepalive_timeout \d{1,2}s;", text);
    }

    [Theory]
    [InlineData("deploy/cluster/nginx.conf")]
    [InlineData("docs/operations.md")]
    public void A_proxy_lets_through_what_the_server_takes_as_text_too(string file)
    {
        MatchCollection limits = BodyLimit().Matches(Read(file));

        Assert.NotEmpty(limits);
        Assert.All(limits, limit => Assert.InRange(
            1024L * 1024 * int.Parse(limit.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), PhotoFormReader.BodyOf(1024 * 1024 * KnownSettings.UploadMegabytes.Standard), 128L * 1024 * 1024));
    }

    [Fact]
    public void The_image_and_the_unit_ask_for_health_where_no_caller_takes_the_place()
    {
        string image = Read("deploy/Dockerfile");
        string port = HealthPort().Match(image).Groups[1].Value;

        Assert.NotEqual("", port);
        Assert.Contains($"/dev/tcp/127.0.0.1/{port} ", image[image.IndexOf("HEALTHCHECK", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain($"IDPHOTO_SERVER_LISTEN=http://0.0.0.0:{port}", image, StringComparison.Ordinal);
        Assert.Matches(HealthPort(), Read("deploy/idphoto-server.service"));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine([Repository.Root(), .. file.Split('/')]));

    [GeneratedRegex(@"limit_conn_zone \$binary_remote_addr zone=(?<name>\w+):\d+m;")]
    private static partial Regex Zone();

    [GeneratedRegex(@"limit_conn \w+ (?<most>\d+);")]
    private static partial Regex Connections();

    [GeneratedRegex(@"client_max_body_size (\d+)m;")]
    private static partial Regex BodyLimit();

    [GeneratedRegex(@"IDPHOTO_SERVER_HEALTHLISTEN=http://127\.0\.0\.1:(\d+)")]
    private static partial Regex HealthPort();
}
