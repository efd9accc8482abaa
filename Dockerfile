# The native executable on a base that has neither a shell nor a package manager, run by a user who is not root.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS build
WORKDIR /src
COPY . .
RUN dotnet publish HealthFunctions.Server --use-current-runtime -o /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
# PORT, ASPNETCORE_URLS and Kestrel__Endpoints beat it.
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=3s CMD ["./healthfunctions", "--probe"]
ENTRYPOINT ["./healthfunctions"]
