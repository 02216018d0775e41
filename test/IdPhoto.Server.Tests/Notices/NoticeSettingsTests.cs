using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>What the operator may set up for notices.</summary>
public sealed class NoticeSettingsTests
{
    private const string Mail = "SmtpServer=mail.example.org:587;MailFrom=photos@example.org;PublicAddress=https://photos.example.org";

    [Fact]
    public void Without_settings_nothing_is_sent_anywhere()
    {
        ServerSettings settings = Read("");

        Assert.Equal((null, null, null), (settings.Notices.Mail, settings.Notices.WebPush, settings.Notices.Fcm));
        Assert.Empty(settings.AllowedHosts);
    }

    [Fact]
    public void Mail_is_encrypted_and_its_certificate_is_checked_unless_somebody_says_otherwise()
    {
        ServerSettings settings = Read(Mail);

        Assert.Equal((Server.Notices.Settings.MailSecurity.StartTls, true), (settings.Notices.Mail!.Security, settings.Notices.Mail.ChecksRevocation));
        Assert.Equal("photos.example.org", settings.AllowedHosts.Single().Value);
    }

    [Theory]
    [InlineData("SmtpServer=mail.example.org:587;MailFrom=a@example.org", "'PublicAddress'")]
    [InlineData("SmtpServer=mail.example.org:587;PublicAddress=https://photos.example.org", "'MailFrom'")]
    [InlineData(Mail + ";SmtpServer=mail.example.org", "a host and a port")]
    [InlineData(Mail + ";SmtpUser=x", "'SmtpPasswordFile'")]
    [InlineData(Mail + ";SmtpUser=x;SmtpPasswordFile=/nowhere/at/all", "'SmtpPasswordFile'")]
    [InlineData(Mail + ";SmtpUser=x;SmtpPasswordFile=/etc/hostname;SmtpSecurity=none", "unencrypted")]
    [InlineData(Mail + ";SmtpSecurity=sometimes", "'SmtpSecurity'")]
    [InlineData(Mail + ";MailFrom=nobody", "'MailFrom'")]
    [InlineData("PublicAddress=http://photos.example.org", "https")]
    [InlineData("VapidKeyFile=/srv/keys/vapid.pem", "'VapidContact'")]
    [InlineData("VapidKeyFile=/srv/keys/vapid.pem;VapidContact=somebody", "mailto:")]
    [InlineData("VapidKeyFile=/srv/data/vapid.pem;VapidContact=mailto:a@example.org;DataFolder=/srv/data;KeyFile=/srv/key", "outside 'DataFolder'")]
    [InlineData("VapidKeyFile=/srv/keys/vapid.pem;VapidContact=mailto:a@example.org;PushHosts=https://push.example.org", "'PushHosts'")]
    [InlineData("FcmAccountFile=/nowhere/at/all", "'FcmAccountFile'")]
    public void What_cannot_be_meant_is_refused_with_a_sentence(string settings, string says)
        => Assert.Contains(says, ServerWords.English.Say(Assert.Throws<SettingException>(() => Read(settings)).Said), StringComparison.Ordinal);

    [Theory]
    [InlineData(Mail + ";SmtpUser=x;SmtpPasswordFile=", "'SmtpPasswordFile'")]
    [InlineData("VapidContact=mailto:a@example.org;VapidKeyFile=", "'VapidKeyFile'")]
    [InlineData("FcmAccountFile=", "'FcmAccountFile'")]
    public void A_secret_that_anybody_else_has_a_right_to_is_refused(string settings, string says)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There are no such rights here.");
        using Sandbox sandbox = new();
        string file = Path.Combine(sandbox.Root, "secret");
        File.WriteAllText(file, "x");
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Read(settings + file);
        foreach (UnixFileMode right in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite })
        {
            SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | right);
            Assert.Contains(says, ServerWords.English.Say(Assert.Throws<SettingException>(() => Read(settings + file)).Said), StringComparison.Ordinal);
        }

        void SetMode(UnixFileMode mode)
        {
            if (OperatingSystem.IsLinux())
                File.SetUnixFileMode(file, mode);
        }
    }

    private static ServerSettings Read(string settings) => ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)).GroupBy(pair => pair[0]).ToDictionary(pair => pair.Key, pair => (string?)pair.Last()[1])).Build());
}
