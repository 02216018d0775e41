using System.Globalization;
using System.Text.RegularExpressions;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests;

/// <summary>What may be set, and what is refused.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void Without_settings_only_this_machine_reaches_the_server_and_a_photo_stays_a_day()
    {
        ServerSettings settings = Read();

        Assert.All(settings.Listen, address => Assert.True(address.IsLocal));
        Assert.Equal(TimeSpan.FromHours(24), settings.Retention);
        Assert.Equal(TimeSpan.FromMinutes(15), settings.PreviewTime);
        Assert.Empty(settings.ApiKeyHashes);
        Assert.False(settings.KeyFile.StartsWith(settings.DataFolder + "/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_setting_leaves_its_range()
    {
        foreach (NumberSetting setting in KnownSettings.All.OfType<NumberSetting>())
        {
            Read($"{setting.Name}={Text(setting.Least)}");
            Read($"{setting.Name}={Text(setting.Most)}");
            foreach (string wrong in new[] { Text(setting.Least - 1L), Text(setting.Most + 1L), "many", "1.5", " 1", "" + char.MaxValue })
                Assert.StartsWith($"'{setting.Name}' must be", Said(() => Read($"{setting.Name}={wrong}")), StringComparison.Ordinal);
        }
        Assert.Equal(86_400, KnownSettings.RetentionSeconds.Most);
        Assert.Equal(900, KnownSettings.PreviewSeconds.Most);
    }

    [Theory]
    [InlineData("Retention=1", "no setting 'Retention'. The settings are Listen, ")]
    [InlineData("Listen=https://127.0.0.1:5080", "'https://127.0.0.1:5080'")]
    [InlineData("Listen=http://example.org:80", "numeric address")]
    [InlineData("Listen=127.0.0.1:5080", "http://ADDRESS:PORT")]
    [InlineData("ApiKeys=my-secret-key", "'ApiKeys' contains")]
    [InlineData("TrustedProxies=somewhere", "'somewhere'")]
    [InlineData("Compatibility=hivisionidphotos", "'Compatibility' must be")]
    [InlineData("CompatibilityMode=loose", "'CompatibilityMode' must be one of these words: strict, fixed")]
    [InlineData("DataFolder=/srv/idphoto;KeyFile=/srv/idphoto/key", "outside 'DataFolder'")]
    public void What_cannot_be_meant_is_refused_with_a_sentence(string settings, string says)
        => Assert.Contains(says, Said(() => Read(settings.Split(';'))), StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_refused_is_not_repeated()
        => Assert.DoesNotContain("my-secret-key", Said(() => Read("ApiKeys=my-secret-key")), StringComparison.Ordinal);

    [Fact]
    public void Other_addresses_are_listened_on_only_when_they_are_named()
    {
        Assert.False(Read("Listen=http://0.0.0.0:8080").Listen.Single().IsLocal);
        Assert.True(Read("Listen=http://[::1]:1;http://unix:/run/a.sock").Listen.All(address => address.IsLocal));
    }

    [Fact]
    public void A_key_file_that_others_can_read_or_that_holds_no_key_is_refused()
    {
        using Sandbox sandbox = new();
        IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, null);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sandbox.KeyFile));
            File.SetUnixFileMode(sandbox.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            Assert.Throws<SettingException>(() => IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, null));
            File.SetUnixFileMode(sandbox.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        File.WriteAllText(sandbox.KeyFile, "abc");
        Assert.Contains("64 hexadecimal digits", Said(() => IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_of_the_service_manager_may_show_a_right_of_the_group_to_read_and_no_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no systemd here.");
        using Sandbox sandbox = new();
        string folder = Path.GetDirectoryName(sandbox.KeyFile)!;
        IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, folder);
        SetMode(UnixFileMode.UserRead | UnixFileMode.GroupRead);
        IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, folder);

        foreach (string? other in new[] { null, "", folder[..^1], Path.Combine(folder, "..", "others") })
            Assert.Throws<SettingException>(() => IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, other));
        SetMode(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        Assert.Throws<SettingException>(() => IdPhoto.Server.Store.MasterKeys.Open(sandbox.KeyFile, folder));

        void SetMode(UnixFileMode mode)
        {
            if (OperatingSystem.IsLinux())
                File.SetUnixFileMode(sandbox.KeyFile, mode);
        }
    }

    [Fact]
    public void The_command_line_overrules_the_file()
    {
        using Sandbox sandbox = new();
        string file = Path.Combine(sandbox.Root, "settings.json");
        File.WriteAllText(file, """{ "RetentionSeconds": 60, "Workers": 3 }""");
        ServerSettings settings = ServerSettings.Read(SettingSources.Read(["--Config", file, "--workers=5"]));

        Assert.Equal((TimeSpan.FromMinutes(1), 5), (settings.Retention, settings.Workers));
        Assert.Throws<SettingException>(() => SettingSources.Read(["--Config", file + "x"]));
        Assert.Throws<SettingException>(() => SettingSources.Read(["Workers"]));
        Assert.Throws<SettingException>(() => SettingSources.Read(["--Workers"]));
    }

    [Theory]
    [InlineData("S3SecretKey", false)]
    [InlineData("Ledger", false)]
    [InlineData("ledger", false)]
    [InlineData("Workers", true)]
    public void A_settings_file_with_secrets_that_others_can_read_is_refused(string name, bool taken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There are no such rights here.");
        using Sandbox sandbox = new();
        string file = Path.Combine(sandbox.Root, "settings.json");
        File.WriteAllText(file, $$"""{ "{{name}}": "3" }""");
        foreach ((UnixFileMode mode, bool reads) in new[] { (UnixFileMode.None, true), (UnixFileMode.GroupRead, taken), (UnixFileMode.OtherRead, taken) })
        {
            if (OperatingSystem.IsLinux())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
            Assert.Equal(reads, Record.Exception(() => SettingSources.Read(["--Config", file])) is null);
        }
    }

    [Fact]
    public void The_document_lists_every_setting_with_its_default_and_range()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root(), "docs", "operations.md"));
        string[] rows = [.. Row().Matches(document).Select(match => $"{match.Groups[1].Value} | {match.Groups[2].Value} | {match.Groups[3].Value}")];

        Assert.Equal(KnownSettings.All.Select(setting => $"{setting.Name} | {setting.Default} | {setting.Range}"), rows);
    }

    private static ServerSettings Read(params string[] settings) => ServerSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Split('=', 2)[0], setting.Split('=', 2)[1]))).Build());

    private static string Said(Action read) => ServerWords.English.Say(Assert.Throws<SettingException>(read).Said);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \| ([^|]*?) \| ([^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
