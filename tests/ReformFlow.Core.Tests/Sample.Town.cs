using ReformFlow.Core.Organisation;

namespace ReformFlow.Core.Tests;

static partial class Sample
{
    public static OrganisationFile Organisation() => new()
    {
        Format = OrganisationFile.FormatName,
        Municipality = new("yama", "見本市", "999999"),
        Office = new("行革推進室", "室長", "gyokaku@city.example.jp", "000-000-0000", "100"),
        MailDomains = ["city.example.jp"],
        Departments =
        [
            new("somu", "総務課", "総務課長", "somu@city.example.jp"),
            new("zeimu", "税務課", "税務課長", "zeimu@city.example.jp", "市民部", ["課税課"], new("市民部長", "shiminbu@city.example.jp")),
            new("shimin", "市民課", "市民課長"),
        ],
        Collectives = [new("各課"), new("窓口各課", ["zeimu", "shimin"])],
    };

    public static Municipality Town(OrganisationFile? file = null) => OrganisationImport.Part(file ?? Organisation(), []).Municipality;
}
