using System.Net;
using System.Text;
using System.Text.Json;
using IdPhoto.Messages;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>What all seven addresses have in common.</summary>
[Collection(CompatibleServers.Name)]
public sealed class ContractTests(CompatibleServers servers, SharedServer shared)
{
    private readonly V1Client _strict = new(servers.Strict);

    private readonly V1Client _fixed = new(servers.Fixed);

    public static TheoryData<string> Addresses => ["idphoto", "human_matting", "add_background", "generate_layout_photos", "watermark", "set_kb", "idphoto_crop"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Only_post_is_answered_and_only_where_it_is_switched_on(string address)
    {
        using HttpResponseMessage answer = await servers.Strict.Api.Client.GetAsync(address);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, """{"detail":"Method Not Allowed"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        await shared.Api.Client.PostAsync(address, V1Client.Form(SecretPhoto.Sample)).IsAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("POST", "idphotos")]
    [InlineData("POST", "idphoto/crop")]
    [InlineData("GET", "docs")]
    [InlineData("GET", "redoc")]
    [InlineData("GET", "openapi.json")]
    public async Task Where_nothing_is_the_answer_is_that_of_v1_but_below_the_servers_own_addresses(string method, string address)
    {
        Task<HttpResponseMessage> Send(string to) => servers.Strict.Api.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), to) { Content = V1Client.Form(SecretPhoto.Camera) });
        using HttpResponseMessage answer = await Send(address);

        Assert.Equal((HttpStatusCode.NotFound, """{"detail":"Not Found"}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        await Send("v1/" + address).IsAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("idphoto")]
    [InlineData("human_matting")]
    [InlineData("add_background")]
    [InlineData("generate_layout_photos")]
    [InlineData("idphoto_crop")]
    public async Task Without_a_picture_that_can_be_read_the_strict_answer_is_a_bare_500_and_the_fixed_one_says_why(string address)
    {
        byte[] half = SecretPhoto.Camera[..(SecretPhoto.Camera.Length / 2)];
        foreach (HttpContent broken in new HttpContent[] { V1Client.Form(null, "height=413"), V1Client.Form([]), V1Client.Form(half), V1Client.Form(null, "input_image_base64=%%%"), new StringContent("{}", Encoding.UTF8, "application/json") })
            Assert.Equal(new V1Answer(500, "text/plain", "Internal Server Error"), await _strict.SendAsync(address, broken));
        V1Answer none = await _fixed.SendAsync(address, V1Client.Form(null, "dpi=300")), text = await _fixed.SendTextAsync(address, "%%%"), cut = await _fixed.SendAsync(address, half);

        Assert.Equal([422, 415, 422], [none.Status, text.Status, cut.Status]);
        Assert.Equal(["empty-file", "not-a-picture", "truncated-file"], [Code(none), Code(text), Code(cut)]);
    }

    [Fact]
    public async Task Two_addresses_answer_200_to_what_they_cannot_read()
    {
        byte[] half = SecretPhoto.Camera[..(SecretPhoto.Camera.Length / 2)];

        Assert.Equal("{}", (await _strict.SendAsync("set_kb", half)).Refused("truncated-file").GetProperty("error").GetRawText());
        Assert.Equal(JsonValueKind.String, (await _fixed.SendAsync("set_kb", half)).Refused("truncated-file").GetProperty("error").ValueKind);
        Assert.Equal(JsonValueKind.String, (await _strict.SendAsync("watermark", half)).Refused("truncated-file").GetProperty("error").ValueKind);
        Assert.Equal(JsonValueKind.String, (await _strict.SendTextAsync("watermark", "???")).Refused("not-a-picture").GetProperty("error").ValueKind);
        Assert.Equal(JsonValueKind.String, (await _strict.SendAsync("watermark", SecretPhoto.Camera, "color=no-colour")).Refused("invalid-colour").GetProperty("error").ValueKind);
        foreach (string address in new[] { "watermark", "set_kb" })
            Assert.Equal(new V1Answer(500, "text/plain", "Internal Server Error"), await _strict.SendAsync(address, new StringContent("{}", Encoding.UTF8, "application/json")));
        Assert.All(CompatibleAddress.All, address => Assert.Null(address.Refuse(new PhotoException(Refusals.ModelMissing, Message.Of("compatibility.no-picture")), CompatibilityMode.Strict)));
    }

    [Theory]
    [InlineData("height=tall", "height", "value is not a valid integer", "type_error.integer")]
    [InlineData("height=None", "height", "value is not a valid integer", "type_error.integer")]
    [InlineData("width=295.5", "width", "value is not a valid integer", "type_error.integer")]
    [InlineData("width=NaN", "width", "value is not a valid integer", "type_error.integer")]
    [InlineData("head_measure_ratio=NaN", "head_measure_ratio", "value is not a valid float", "type_error.float")]
    [InlineData("head_measure_ratio=-Infinity", "head_measure_ratio", "value is not a valid float", "type_error.float")]
    [InlineData("hd=perhaps", "hd", "value could not be parsed to a boolean", "type_error.bool")]
    [InlineData("height=-413", "height", "ensure this value is greater than or equal to 1", "value_error.number.not_ge")]
    [InlineData("width=99999999999", "width", "ensure this value is less than or equal to 3000", "value_error.number.not_le")]
    [InlineData("dpi=100000", "dpi", "ensure this value is less than or equal to 65535", "value_error.number.not_le")]
    [InlineData("whitening_strength=2.5", "whitening_strength", "value is not a valid integer", "type_error.integer")]
    public async Task A_field_of_the_wrong_type_is_named_with_422(string field, string name, string said, string type)
    {
        V1Answer answer = await _strict.SendAsync("idphoto", SecretPhoto.Camera, field);

        Assert.Equal((422, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal($$"""{"detail":[{"loc":["body","{{name}}"],"msg":"{{said}}","type":"{{type}}"}]}""", answer.Body);
    }

    [Theory]
    [InlineData("idphoto_crop?height=tall", "height")]
    [InlineData("watermark?size=tall", "size")]
    public async Task What_the_form_leaves_out_is_read_from_the_query_before_any_picture(string address, string name)
        => Assert.Equal(
            new V1Answer(422, "application/json", $$"""{"detail":[{"loc":["query","{{name}}"],"msg":"value is not a valid integer","type":"type_error.integer"}]}"""),
            await _strict.SendAsync(address, V1Client.Form(null, "dpi=300")));

    [Theory]
    [InlineData(true, "true", "1", "yes", "on", "True", "ON", " y ", "t")]
    [InlineData(false, "false", "0", "no", "off", "False", "OFF", "n", "f")]
    [InlineData(null, "")]
    public void A_word_says_yes_or_no(bool? meant, params string[] words)
        => Assert.All(words, word => Assert.Equal(meant, new FormFields(new Dictionary<string, string> { ["hd"] = word }, QueryCollection.Empty).Flag("hd")));

    [Fact]
    public async Task Text_wins_over_a_file_with_any_prefix_in_either_kind_of_form_and_beyond_one_megabyte()
    {
        byte[] red = Pictures.Plain(300, 200), large = SecretPhoto.Large(800, noise: 60, quality: 98);
        string text = Convert.ToBase64String(large);
        byte[] expected = (await _strict.SendAsync("set_kb", large, "kb=300")).File();
        Assert.True(text.Length > 1024 * 1024);
        FormUrlEncodedContent encoded = new(new Dictionary<string, string> { ["input_image_base64"] = text, ["kb"] = "300" });
        StringContent careless = new($"kb=300&input_image_base64=data:image/jpg;base64,{text}", Encoding.ASCII, "application/x-www-form-urlencoded");

        Assert.Equal(expected, (await _strict.SendAsync("set_kb", red, "kb=300", $"input_image_base64={text}")).File());
        Assert.Equal(expected, (await _strict.SendTextAsync("set_kb", "data:image/jpg;base64," + text, "kb=300")).File());
        Assert.Equal(expected, (await _strict.SendAsync("set_kb", encoded)).File());
        Assert.Equal(expected, (await _strict.SendAsync("set_kb", careless)).File());
        Assert.Equal(expected, (await _strict.SendTextAsync("set_kb/", Convert.ToBase64String(large, Base64FormattingOptions.InsertLineBreaks), "kb=300")).File());
    }

    [Fact]
    public async Task What_is_larger_than_the_server_takes_is_told_as_v1_tells_it_or_as_the_server_does()
    {
        byte[] large = new byte[27 * 1024 * 1024];
        string text = new('A', 40 * 1024 * 1024);
        V1Answer strict = await _strict.SendAsync("idphoto", large), longText = await _strict.SendTextAsync("idphoto", text), half = await _strict.SendTextAsync("idphoto", text[..(30 * 1024 * 1024)]);
        V1Answer told = await _fixed.SendTextAsync("idphoto", text);

        Assert.Equal((400, """{"detail":"Part exceeded maximum size of 25600KB."}"""), (strict.Status, strict.Body));
        Assert.Equal((400, """{"detail":"Part exceeded maximum size of 25600KB."}"""), (longText.Status, longText.Body));
        Assert.Equal((500, "Internal Server Error"), (half.Status, half.Body));
        Assert.Equal((413, "file-too-large"), (told.Status, Code(told)));
    }

    [Fact]
    public async Task Empty_fields_zeros_and_unknown_ones_are_as_if_they_had_not_been_sent()
    {
        string[] zeros = ["height=0", "width=", "kb=0", "dpi=0", "render=0", "color=", "colour=red"];
        byte[] cutout = Pictures.Ramp(200, 100, 50);

        Assert.Equal((await _strict.SendAsync("add_background", cutout)).File(), (await _strict.SendAsync("add_background", cutout, zeros)).File());
    }

    [Fact]
    public async Task Pages_of_other_origins_may_call()
    {
        using HttpRequestMessage asked = new(HttpMethod.Options, "set_kb") { Headers = { { "Origin", "http://shop.example" }, { "Access-Control-Request-Method", "POST" } } };
        using HttpResponseMessage allowed = await servers.Strict.Api.Client.SendAsync(asked);
        using HttpResponseMessage answer = await FromPageAsync(servers.Strict, V1Client.Form(Pictures.Plain(100, 100))), refused = await FromPageAsync(servers.Fixed, new StringContent("{}"));

        Assert.Equal(("http://shop.example", "true", "600"), (Header(allowed, "Allow-Origin"), Header(allowed, "Allow-Credentials"), Header(allowed, "Max-Age")));
        Assert.Equal(("*", "true"), (Header(answer, "Allow-Origin"), Header(answer, "Allow-Credentials")));
        Assert.Equal((HttpStatusCode.BadRequest, "*"), (refused.StatusCode, Header(refused, "Allow-Origin")));
    }

    private static Task<HttpResponseMessage> FromPageAsync(HostedServer server, HttpContent content)
        => server.Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "set_kb") { Headers = { { "Origin", "http://shop.example" } }, Content = content });

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues("Access-Control-" + name).Single();

    private static string? Code(V1Answer answer) => answer.Json.GetProperty("code").GetString();
}
