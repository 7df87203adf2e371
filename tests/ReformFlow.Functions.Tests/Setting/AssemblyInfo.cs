using ReformFlow.Functions.Tests.Setting;

[assembly: AssemblyFixture(typeof(Azurite))]
